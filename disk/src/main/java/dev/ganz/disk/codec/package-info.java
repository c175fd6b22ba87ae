/** Compression: the fastest implementation that is there, behind one interface. */
package dev.ganz.disk.codec;
