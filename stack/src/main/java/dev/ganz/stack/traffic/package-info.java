/**
 * Programs that send and count datagrams: {@link dev.ganz.stack.traffic.UdpSource} and {@link dev.ganz.stack.traffic.UdpSink}. They run
 * on a node, by its clock and timers, and go with it when it crashes; who made them keeps the statistics.
 */
package dev.ganz.stack.traffic;
