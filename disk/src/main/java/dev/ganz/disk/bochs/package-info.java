/** The growing disk of Bochs. */
package dev.ganz.disk.bochs;
