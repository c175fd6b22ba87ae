/** The Virtual Hard Disk of Virtual PC, Hyper-V and Azure; qemu-img calls it vpc. */
package dev.ganz.disk.vhd;
