package dev.ganz.lab;

/**
 * A cable between two interfaces.
 *
 * @param forward what happens to frames from {@code a} to {@code b}
 * @param backward what happens to frames from {@code b} to {@code a}
 * @param mtu octets of the largest network-layer packet, 68 to 65,535
 */
public record Link(Endpoint a, Endpoint b, Impairment forward, Impairment backward, int mtu) {
    public static final int DEFAULT_MTU = 1500;
}
