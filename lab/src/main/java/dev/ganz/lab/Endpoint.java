package dev.ganz.lab;

/** An interface by name: {@code core:eth2}. */
public record Endpoint(String node, String interfaceName) {

    @Override
    public String toString() {
        return node + ":" + interfaceName;
    }
}
