/** Nodes as namespaces, and what joins them in the kernel. */
package dev.ganz.live.node;
