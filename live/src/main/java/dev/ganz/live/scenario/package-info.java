/**
 * The scenario of a lab in real time: Ganz's own probes on sockets inside the nodes, and faults when they are due. What is sent and what
 * is judged is {@link dev.ganz.stack.scenario.Scenario}, as in virtual time.
 */
package dev.ganz.live.scenario;
