package dev.ganz.lab.graph;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;

/** Labs of regular and of random shape, of any size. Every link carries 1 Gbit/s and takes 1 ms. */
public final class Generators {
    /** The most nodes that a generator makes: beyond any use, but not beyond memory. */
    public static final int MOST_NODES = 1_000_000;

    private static final Impairment LINK = Links.impairment(1_000_000_000, 1_000_000, 0);

    private Generators() {}

    /**
     * A random recursive tree: each router joins one of those before it, all of them as likely. Its depth grows with the logarithm of
     * its size, and a few routers have many neighbours.
     *
     * @param routers 1 to {@link #MOST_NODES}, named {@code r1}, {@code r2}, …
     * @throws InvalidInput if {@code routers} is out of bounds, as all of these methods do
     */
    public static Lab randomTree(int routers, long seed) {
        check("a tree", "routers", routers, 1, MOST_NODES);
        LabSketch sketch = routers(routers);
        SplitMix random = new SplitMix(seed);
        for (int router = 1; router < routers; router++) {
            sketch.link(random.below(router), router, LINK);
        }
        return sketch.lab("tree-" + routers + "-" + seed);
    }

    /** Two hosts, {@code h1} and {@code h2}, with a line of routers between them. */
    public static Lab chain(int routers) {
        check("a chain", "routers", routers, 0, MOST_NODES - 2);
        LabSketch sketch = new LabSketch();
        int last = sketch.host("h1");
        for (int i = 1; i <= routers; i++) {
            int router = sketch.router("r" + i);
            sketch.link(last, router, LINK);
            last = router;
        }
        sketch.link(last, sketch.host("h2"), LINK);
        return sketch.lab("chain-" + routers);
    }

    /** Routers in a circle. */
    public static Lab ring(int routers) {
        check("a ring", "routers", routers, 3, MOST_NODES);
        LabSketch sketch = routers(routers);
        for (int i = 0; i < routers; i++) {
            sketch.link(i, (i + 1) % routers, LINK);
        }
        return sketch.lab("ring-" + routers);
    }

    /** The router {@code hub} with so many others around it. */
    public static Lab star(int leaves) {
        check("a star", "leaves", leaves, 1, MOST_NODES - 1);
        LabSketch sketch = routers(leaves);
        int hub = sketch.router("hub");
        for (int leaf = 0; leaf < leaves; leaf++) {
            sketch.link(hub, leaf, LINK);
        }
        return sketch.lab("star-" + leaves);
    }

    /** Routers {@code r1-1} (column, row) in a rectangle, each with up to four neighbours. */
    public static Lab grid(int columns, int rows) {
        return rectangle("grid", columns, rows, 1, false);
    }

    /** A grid whose opposite edges are joined: each router has four neighbours. */
    public static Lab torus(int columns, int rows) {
        return rectangle("torus", columns, rows, 3, true);
    }

    private static Lab rectangle(String shape, int columns, int rows, int least, boolean closed) {
        check("a " + shape, "columns", columns, least, MOST_NODES);
        check("a " + shape, "rows", rows, least, MOST_NODES / columns);
        LabSketch sketch = new LabSketch();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                sketch.router("r" + (column + 1) + "-" + (row + 1));
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int here = row * columns + column;
                if (closed || column + 1 < columns) {
                    sketch.link(here, row * columns + (column + 1) % columns, LINK);
                }
                if (closed || row + 1 < rows) {
                    sketch.link(here, (row + 1) % rows * columns + column, LINK);
                }
            }
        }
        return sketch.lab(shape + "-" + columns + "x" + rows);
    }

    /**
     * The fat tree of Al-Fares, Loukissas and Vahdat (SIGCOMM 2008): {@code arity} pods of switching routers under
     * {@code (arity / 2)^2} core routers, and {@code arity^3 / 4} hosts that all could send at full speed at once.
     *
     * @param arity interfaces of each router; even, 2 to 100
     */
    public static Lab fatTree(int arity) {
        check("a fat tree", "interfaces of a router", arity, 2, 100);
        if (arity % 2 != 0) {
            throw new InvalidInput("a fat tree needs an even number of interfaces of a router, not " + arity);
        }
        int half = arity / 2;
        LabSketch sketch = new LabSketch();
        int[] cores = new int[half * half];
        for (int i = 0; i < cores.length; i++) {
            cores[i] = sketch.router("core" + (i + 1));
        }
        for (int pod = 1; pod <= arity; pod++) {
            int[] aggregations = new int[half];
            for (int i = 0; i < half; i++) {
                aggregations[i] = sketch.router("agg" + pod + "-" + (i + 1));
                for (int j = 0; j < half; j++) {
                    sketch.link(cores[i * half + j], aggregations[i], LINK);
                }
            }
            for (int i = 1; i <= half; i++) {
                int edge = sketch.router("edge" + pod + "-" + i);
                for (int aggregation : aggregations) {
                    sketch.link(aggregation, edge, LINK);
                }
                for (int host = 1; host <= half; host++) {
                    sketch.link(edge, sketch.host("host" + pod + "-" + i + "-" + host), LINK);
                }
            }
        }
        return sketch.lab("fat-tree-" + arity);
    }

    private static LabSketch routers(int count) {
        LabSketch sketch = new LabSketch();
        for (int i = 1; i <= count; i++) {
            sketch.router("r" + i);
        }
        return sketch;
    }

    private static void check(String shape, String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidInput(shape + " has " + least + " to " + most + " " + what + ", not " + value);
        }
    }
}
