/** The scripts in the root of the repository, run as a person runs them. */
package dev.ganz.launcher;
