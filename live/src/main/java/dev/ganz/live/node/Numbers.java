package dev.ganz.live.node;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import java.util.List;

/** The numbers and names that interfaces get, chosen so that nobody has to ask the kernel for them. */
final class Numbers {
    /** Behind the loopback interface. */
    private static final int FIRST = 2;

    private Numbers() {}

    /** Number of a node's interface, by its position, in the node's namespace. */
    static int ofPort(int position) {
        return FIRST + position;
    }

    static int ofBridge(Node node) {
        return FIRST + node.interfaces().size();
    }

    /** Number of the end that a port of the lab has in the patch namespace. */
    static int inPatch(int port) {
        return FIRST + port;
    }

    static String nameInPatch(int port) {
        return "p" + port;
    }

    /** A name for a switch's bridge that none of its ports has. */
    static String nameOfBridge(Node node) {
        List<String> taken = node.interfaces().stream().map(Interface::name).toList();
        int number = 0;
        while (taken.contains("br" + number)) {
            number++;
        }
        return "br" + number;
    }
}
