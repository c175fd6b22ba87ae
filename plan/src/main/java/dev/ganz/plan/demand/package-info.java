/**
 * What servers ask of hosts, from what was measured: {@link dev.ganz.plan.demand.Workload} holds the samples of one server,
 * {@link dev.ganz.plan.demand.Sizing} makes a demand of them for every slot of a day, {@link dev.ganz.plan.demand.Consolidation} asks how
 * many hosts hold all, and {@link dev.ganz.plan.demand.Replay} what would have happened on them.
 */
package dev.ganz.plan.demand;
