/**
 * Where packets go: shortest paths over the whole lab, found when they are first asked for, and the routes of the lab file.
 */
package dev.ganz.stack.routing;
