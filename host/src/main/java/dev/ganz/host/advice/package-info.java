/** What a setting should be on a machine, with the source of the advice; nothing is read or changed here. */
package dev.ganz.host.advice;
