package dev.ganz.live.scenario;

/** Who runs programs on the nodes, and is told of their power. */
public interface Programs {
    /** A node is about to lose power, and whatever runs there with it. */
    void crashed(int node);

    /** A node has power again, and nothing runs there. */
    void restarted(int node);
}
