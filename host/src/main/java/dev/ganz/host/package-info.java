/** What is known of a machine, and what it did: records with units, whatever source they come from. */
package dev.ganz.host;
