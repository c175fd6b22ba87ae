/** Finds what is wrong with a lab, wherever it comes from: a file, a map, a program. */
package dev.ganz.lab.check;
