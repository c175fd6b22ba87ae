/** Files of numbers. */
package dev.ganz.plan.text;
