/**
 * System calls with typed errors. Namespaces belong to threads: what enters one must be a platform thread, and one that ends with
 * it.
 */
package dev.ganz.linux;
