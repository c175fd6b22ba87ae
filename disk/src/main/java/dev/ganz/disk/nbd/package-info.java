/** Gives an image to other programs as a network block device. */
package dev.ganz.disk.nbd;
