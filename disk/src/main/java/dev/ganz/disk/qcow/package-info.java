/** QEMU's copy-on-write format, version 1. */
package dev.ganz.disk.qcow;
