/**
 * What all formats have in common: an {@link dev.ganz.disk.Image} is a size, a map and octets at a position; an
 * {@link dev.ganz.disk.ImageWriter} takes them in ascending order.
 */
package dev.ganz.disk;
