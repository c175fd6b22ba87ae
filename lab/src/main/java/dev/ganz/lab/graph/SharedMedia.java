package dev.ganz.lab.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which nodes of a map are switches: those marked as {@code hyperedge}, a medium that several nodes share. Where such nodes form a
 * circle among themselves, all that hang together with it stay routers: switches would send a broadcast round it for ever.
 */
final class SharedMedia {
    private final int[] parent;

    private SharedMedia(int size) {
        parent = new int[size];
        Arrays.setAll(parent, i -> i);
    }

    /**
     * Which of the {@code marked} nodes become switches.
     *
     * @param a one end of each link
     * @param b its other end
     */
    static boolean[] of(boolean[] marked, int[] a, int[] b) {
        SharedMedia sets = new SharedMedia(marked.length);
        List<Integer> onCircles = new ArrayList<>();
        for (int link = 0; link < a.length; link++) {
            if (marked[a[link]] && marked[b[link]] && !sets.unite(a[link], b[link])) {
                onCircles.add(a[link]);
            }
        }
        boolean[] routed = new boolean[marked.length];
        onCircles.forEach(node -> routed[sets.find(node)] = true);
        boolean[] media = new boolean[marked.length];
        for (int i = 0; i < media.length; i++) {
            media[i] = marked[i] && !routed[sets.find(i)];
        }
        return media;
    }

    /** False if the two were one already. */
    private boolean unite(int a, int b) {
        int first = find(a);
        int second = find(b);
        parent[first] = second;
        return first != second;
    }

    private int find(int set) {
        int at = set;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
