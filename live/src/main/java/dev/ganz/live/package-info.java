/** Starting a lab in namespaces of its own, and serving it until it goes down. */
package dev.ganz.live;
