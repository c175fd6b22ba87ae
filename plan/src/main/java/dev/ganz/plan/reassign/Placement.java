package dev.ganz.plan.reassign;

import dev.ganz.plan.reassign.Model.Balance;

/**
 * A placement that is changed step by step; what a step would cost is computed from the two machines alone. All rules are kept always,
 * but that machines may be asked for more than their capacities of resources that are not transient, at a price: large processes
 * find their way only through such placements.
 */
final class Placement {
    /** More than any cost. */
    static final long NEVER = Long.MAX_VALUE / 2;

    /** For each unit beyond a capacity. */
    private static final long PENALTY = 200;

    private final Model model;
    private final int resources;
    private final boolean isStrict;
    private final boolean[] isTransient;
    private final long[] loadWeights;
    private final long[] needs;
    private final long[] safeties;
    private final long[] capacities;
    private final Balance[] balances;
    private final int[] initial;
    private final int[] machines;
    private final long[] usage;
    /** What processes that have moved away still hold while they move. */
    private final long[] held;

    private final long[] machineCost;
    private final Presence presence;
    private final int[] moved;
    /** Services of which so many processes have moved. */
    private final int[] servicesMoved;

    private int mostMoved;
    private long cost;
    /** What each machine is asked for beyond its capacities. */
    private final long[] machineExcess;

    private long excess;
    private long costOfFirst;
    private long costOfSecond;
    private long excessOfFirst;
    private long excessOfSecond;
    private long excessOfLast;

    /**
     * Begins with a placement that is allowed.
     *
     * @param initial where processes were at first
     * @param start where they are now
     * @param isStrict whether no capacity may be exceeded on the way
     */
    Placement(Model model, int[] initial, int[] start, boolean isStrict) {
        this.model = model;
        this.resources = model.resources();
        this.isStrict = isStrict;
        this.isTransient = model.isTransient();
        this.loadWeights = model.loadWeight();
        this.needs = model.need();
        this.safeties = model.safetyCapacity();
        this.capacities = model.capacity();
        this.balances = model.balances().toArray(Balance[]::new);
        this.initial = initial.clone();
        this.machines = initial.clone();
        this.usage = Cost.usage(model, initial);
        this.held = new long[usage.length];
        this.presence = new Presence(model, start);
        this.moved = new int[model.services()];
        this.servicesMoved = new int[model.processes() + 2];
        this.servicesMoved[0] = model.services();
        this.machineExcess = new long[model.machines()];
        this.machineCost = new long[model.machines()];
        for (int process = 0; process < start.length; process++) {
            if (start[process] != initial[process]) {
                place(process, start[process]);
            }
        }
        for (int m = 0; m < machineCost.length; m++) {
            machineCost[m] = Cost.load(model, usage, m) + Cost.balance(model, usage, m);
        }
        this.cost = Cost.of(model, initial, start).total();
    }

    /** The cost of the model and, for what exceeds capacities, a penalty. */
    long cost() {
        return cost;
    }

    /** Whether no machine is asked for more than its capacities. */
    boolean isAllowed() {
        return excess == 0;
    }

    int machineOf(int process) {
        return machines[process];
    }

    int[] machines() {
        return machines.clone();
    }

    /**
     * Moves a process if that is allowed and adds no more than {@code most} to the cost.
     *
     * @return whether it was moved
     */
    boolean shift(int process, int to, long most) {
        int from = machines[process];
        int service = model.service()[process];
        long delta = tryShift(process, to, most);
        if (delta > most) {
            return false;
        }
        presence.move(service, from, to);
        if (!presence.keepsRules(service, from, to)) {
            presence.move(service, to, from);
            return false;
        }
        place(process, to);
        accept(from, to, delta);
        return true;
    }

    /** What a shift would add to the cost, with all rules looked at but those of spread and dependency; {@link #NEVER} if one forbids it. */
    long tryShift(int process, int to, long most) {
        int from = machines[process];
        int service = model.service()[process];
        if (from == to || presence.runs(service, to)) {
            return NEVER;
        }
        long delta = usageDelta(
                process,
                -1,
                from,
                to,
                most - moveDelta(process, to) + model.weights().serviceMove());
        if (delta == NEVER) {
            return NEVER;
        }
        delta += moveDelta(process, to);
        int home = initial[process];
        return delta + serviceDelta(service, (to == home ? 0 : 1) - (from == home ? 0 : 1));
    }

    /** Exchanges two processes, as {@link #shift} moves one. */
    boolean swap(int process, int other, long most) {
        int from = machines[process];
        int to = machines[other];
        int service = model.service()[process];
        int second = model.service()[other];
        if (from == to || service == second || presence.runs(service, to) || presence.runs(second, from)) {
            return false;
        }
        long moves = moveDelta(process, to) + moveDelta(other, from);
        long delta = usageDelta(
                process, other, from, to, most - moves + 2 * model.weights().serviceMove());
        if (delta == NEVER) {
            return false;
        }
        delta += moves;
        presence.move(service, from, to);
        presence.move(second, to, from);
        if (!presence.keepsRules(service, from, to) || !presence.keepsRules(second, to, from)) {
            presence.move(second, from, to);
            presence.move(service, to, from);
            return false;
        }
        int mostBefore = mostMoved;
        place(process, to);
        place(other, from);
        delta += (mostMoved - mostBefore) * model.weights().serviceMove();
        if (delta > most) {
            place(other, to);
            place(process, from);
            presence.move(second, from, to);
            presence.move(service, to, from);
            return false;
        }
        accept(from, to, delta);
        return true;
    }

    private long machineMove(int home, int machine) {
        return machine == home ? 0 : model.moveCost()[home * model.machines() + machine];
    }

    private void accept(int from, int to, long delta) {
        machineCost[from] = costOfFirst;
        machineCost[to] = costOfSecond;
        excess += excessOfFirst - machineExcess[from] + excessOfSecond - machineExcess[to];
        machineExcess[from] = excessOfFirst;
        machineExcess[to] = excessOfSecond;
        cost += delta;
    }

    /** What the move of one process adds to the costs of process and machine moves. */
    private long moveDelta(int process, int to) {
        int home = initial[process];
        int from = machines[process];
        long delta = model.weights().machineMove() * (machineMove(home, to) - machineMove(home, from));
        if (from == home) {
            delta += model.weights().processMove() * model.processMoveCost()[process];
        } else if (to == home) {
            delta -= model.weights().processMove() * model.processMoveCost()[process];
        }
        return delta;
    }

    /**
     * What the change adds to load and balance, or {@link #NEVER} if that is more than {@code most}; leaves the new costs of both
     * machines behind.
     */
    private long usageDelta(int process, int other, int from, int to, long most) {
        costOfSecond = costWith(to, process, other);
        excessOfSecond = excessOfLast;
        if (costOfSecond == NEVER) {
            return NEVER;
        }
        long added = costOfSecond - machineCost[to] - machineCost[from];
        if (added > most) {
            return NEVER; // whatever it saves on the machine that it leaves
        }
        costOfFirst = costWith(from, other, process);
        excessOfFirst = excessOfLast;
        return costOfFirst == NEVER || added + costOfFirst > most ? NEVER : added + costOfFirst;
    }

    /**
     * What a machine would cost with one process more and another less; -1 is none. Leaves behind what it would be asked for beyond its
     * capacities. {@link #NEVER} if it lacks a transient resource: what moves away leaves it behind, so that a machine that is short of
     * it cannot be helped but by undoing moves.
     */
    private long costWith(int machine, int in, int out) {
        int at = machine * resources;
        boolean inReturns = in >= 0 && initial[in] == machine;
        boolean outStays = out >= 0 && initial[out] == machine;
        long cost = 0;
        long excess = 0;
        for (int r = 0; r < resources; r++) {
            long added = in < 0 ? 0 : needs[in * resources + r];
            long gone = out < 0 ? 0 : needs[out * resources + r];
            long use = usage[at + r] + added - gone;
            long asked = use + held[at + r];
            if (isTransient[r]) {
                asked += (outStays ? gone : 0) - (inReturns ? added : 0);
            }
            if (asked > capacities[at + r] && (isStrict || isTransient[r])) {
                return NEVER;
            }
            cost += loadWeights[r] * Math.max(0, use - safeties[at + r]);
            excess += Math.max(0, asked - capacities[at + r]);
        }
        for (Balance balance : balances) {
            long first = capacities[at + balance.first()] - useWith(at, balance.first(), in, out);
            long second = capacities[at + balance.second()] - useWith(at, balance.second(), in, out);
            cost += balance.weight() * Math.max(0, balance.target() * first - second);
        }
        excessOfLast = excess;
        return cost + PENALTY * excess;
    }

    private long useWith(int at, int resource, int in, int out) {
        long use = usage[at + resource];
        use += in < 0 ? 0 : needs[in * resources + resource];
        return use - (out < 0 ? 0 : needs[out * resources + resource]);
    }

    private void add(int process, int machine, int sign) {
        boolean isHome = initial[process] == machine;
        int at = machine * resources;
        int from = process * resources;
        for (int r = 0; r < resources; r++) {
            long need = sign * model.need()[from + r];
            usage[at + r] += need;
            if (isHome && model.isTransient()[r]) {
                held[at + r] -= need;
            }
        }
    }

    private long serviceDelta(int service, int change) {
        if (change == 0) {
            return 0;
        }
        int count = moved[service];
        if (change > 0) {
            return count == mostMoved ? model.weights().serviceMove() : 0;
        }
        return count == mostMoved && servicesMoved[count] == 1
                ? -model.weights().serviceMove()
                : 0;
    }

    private void place(int process, int to) {
        int from = machines[process];
        int home = initial[process];
        add(process, from, -1);
        add(process, to, 1);
        machines[process] = to;
        int change = (to == home ? 0 : 1) - (from == home ? 0 : 1);
        if (change != 0) {
            int service = model.service()[process];
            servicesMoved[moved[service]]--;
            moved[service] += change;
            servicesMoved[moved[service]]++;
            mostMoved = Math.max(mostMoved, moved[service]);
            while (servicesMoved[mostMoved] == 0) {
                mostMoved--;
            }
        }
    }
}
