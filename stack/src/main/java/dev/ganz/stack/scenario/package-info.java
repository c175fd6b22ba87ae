/**
 * What happens in a lab besides its nodes' own programs: traffic, faults and expectations, in both worlds by the same code. A
 * {@link dev.ganz.stack.scenario.Scenario} runs on the nodes' sockets; {@link dev.ganz.stack.scenario.FaultPlan} says what to break when.
 */
package dev.ganz.stack.scenario;
