/** What {@code ganz plan} prints. */
package dev.ganz.cli.plan;
