/** The Virtual Disk Image of VirtualBox. */
package dev.ganz.disk.vdi;
