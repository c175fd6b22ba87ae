/** Reads a machine's state from {@code /proc} and {@code /sys}, or from a tree of such files; needs no privilege, and knows less without. */
package dev.ganz.host.proc;
