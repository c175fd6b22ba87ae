/** The Virtual Machine Disk of VMware: a descriptor, and extents of several kinds. */
package dev.ganz.disk.vmdk;
