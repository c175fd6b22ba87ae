package dev.ganz.host.diagnosis;

import java.util.List;

/** Looks for one kind of trouble. */
interface Rule {
    List<Finding> judge(Situation situation);
}
