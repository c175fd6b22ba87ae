/** The second Virtual Hard Disk format of Hyper-V ([MS-VHDX]). */
package dev.ganz.disk.vhdx;
