package dev.ganz.stack.routing;

/** A number that becomes another whenever a route may have changed; shared by all who keep routes, as each of their packets asks. */
public final class RouteVersion {
    private int number;

    public int number() {
        return number;
    }

    /** Says that what was found out before may not hold any more. */
    public void advance() {
        number++;
    }
}
