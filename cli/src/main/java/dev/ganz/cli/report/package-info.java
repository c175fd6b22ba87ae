/** What a run found out, in the forms that people and programs read: text, JSON, CSV and JUnit XML carry the same facts. */
package dev.ganz.cli.report;
