package dev.ganz.lab;

/** A link, or one direction of it, named by one of its ends: {@code core:eth2}, {@code core:eth2->}, {@code core:eth2<-}. */
public record LinkReference(Endpoint endpoint, Direction direction) {

    /** As seen from the endpoint. */
    public enum Direction {
        BOTH(""),
        EGRESS("->"),
        INGRESS("<-");

        private final String suffix;

        Direction(String suffix) {
            this.suffix = suffix;
        }

        public String suffix() {
            return suffix;
        }
    }

    @Override
    public String toString() {
        return endpoint + direction.suffix;
    }
}
