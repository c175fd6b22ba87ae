/** The program {@code ganz}: reads arguments, runs the other modules, prints what they found. */
package dev.ganz.cli;
