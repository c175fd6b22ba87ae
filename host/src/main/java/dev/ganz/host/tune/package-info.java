/**
 * Changes settings of a machine as a transaction: everything is written to a journal on the storage before the first setting is changed, and can be
 * undone from it, whenever and however the program ended.
 */
package dev.ganz.host.tune;
