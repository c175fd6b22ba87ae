/** The road of a packet through a lab, found without running it. */
package dev.ganz.cli.path;
