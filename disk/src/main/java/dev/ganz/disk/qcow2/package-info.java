/** QEMU's copy-on-write format, versions 2 and 3. */
package dev.ganz.disk.qcow2;
