package dev.ganz.lab;

/** An interface by name: {@code core:eth2}. */
public record Endpoint(String node, String interfaceName) {

    /**
     * Reads {@code node:interface}; what follows the first colon is the interface, as in containerlab.
     *
     * @throws InvalidInput if there is no colon, or nothing before or behind it
     */
    public static Endpoint parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new InvalidInput("expected an interface such as core:eth2, found \"" + text + "\"");
        }
        return new Endpoint(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return node + ":" + interfaceName;
    }
}
