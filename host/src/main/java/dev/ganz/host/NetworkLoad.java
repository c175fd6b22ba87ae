package dev.ganz.host;

/**
 * What a network interface did in an interval.
 *
 * @param received octets a second
 * @param sent octets a second
 * @param lost frames a second that were dropped or broken, both directions
 * @param speed bits a second that it can carry each way; 0 where it does not say
 */
public record NetworkLoad(String name, double received, double sent, double lost, long speed) {}
