/** What is done with images: open, create, convert, compare, measure. */
package dev.ganz.disk.job;
