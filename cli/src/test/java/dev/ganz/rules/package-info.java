/** The rules of the house that neither the compiler nor the module system can check, over all modules at once. */
package dev.ganz.rules;
