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

    /**
     * Reads {@code core:eth2}, {@code core:eth2->} or {@code core:eth2<-}.
     *
     * @throws InvalidInput if it is anything else
     */
    public static LinkReference parse(String text) {
        Direction direction = text.endsWith(Direction.EGRESS.suffix)
                ? Direction.EGRESS
                : text.endsWith(Direction.INGRESS.suffix) ? Direction.INGRESS : Direction.BOTH;
        return new LinkReference(
                Endpoint.parse(text.substring(0, text.length() - direction.suffix.length())), direction);
    }

    @Override
    public String toString() {
        return endpoint + direction.suffix;
    }
}
