/** The disk image of macOS (UDIF). */
package dev.ganz.disk.dmg;
