/** The compressed loop-back disk of Knoppix. */
package dev.ganz.disk.cloop;
