/** How a process talks to a lab that runs: one JSON object a line, both ways, over a Unix socket that belongs to its user. */
package dev.ganz.live.control;
