/** The expanding disk of Parallels. */
package dev.ganz.disk.parallels;
