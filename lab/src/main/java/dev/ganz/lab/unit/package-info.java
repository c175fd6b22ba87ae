/** Quantities as people write and read them: {@code 20ms}, {@code 10mbit}, {@code 64kB}, {@code 0.5%}. */
package dev.ganz.lab.unit;
