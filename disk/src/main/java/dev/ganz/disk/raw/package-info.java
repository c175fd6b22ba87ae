/** Disks without a format: the file is the disk. */
package dev.ganz.disk.raw;
