/** Seeded property checks. */
package dev.ganz.prop;
