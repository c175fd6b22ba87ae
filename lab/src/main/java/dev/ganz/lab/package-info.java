/**
 * The model of a lab: a {@link dev.ganz.lab.Lab} of nodes and links, and what shall happen in it. Everything is an immutable
 * value. Times are nanoseconds, rates bits per second, sizes octets, probabilities 0 to 1.
 */
package dev.ganz.lab;
