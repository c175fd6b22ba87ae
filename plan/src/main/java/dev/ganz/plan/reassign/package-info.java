/**
 * Machine reassignment (ROADEF/EURO challenge 2012): processes run on machines, and are to be moved so that load, balance and the
 * moves themselves cost the least. {@link dev.ganz.plan.reassign.Model} is the problem, {@link dev.ganz.plan.reassign.Cost} says what a
 * placement costs and whether it is allowed, {@link dev.ganz.plan.reassign.Annealing} looks for a better one.
 */
package dev.ganz.plan.reassign;
