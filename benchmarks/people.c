/* The weekly update of people as a C programmer would write it: the arithmetic of
   src/winsim/model/kernel/{evidence,appraisal,decision,turnover}.py on the same columns, with the
   same elementary functions.

   `layout.h` declares the columns and rows; the benchmark writes it from the kernel's own. */

#include <math.h>
#include <stdint.h>

#include "layout.h"

#define RESTRICT(type, name, from) type *restrict name = (from)
/* Nobody's row depends on another's; gcc goes by that only where it is told so of the loop itself. */
#define FOR_ALL(i) _Pragma("GCC ivdep") for (int64_t i = first; i < last; i++)

static const double FELT = 1 << 20, EXACT = 1e-12;
enum { RUNNING, COMPLETED };
enum { SHARED, SINGLE };
enum { AWARENESS = 20, DECISION, REVERSAL, COMPLIANCE, TURNOVER = 28 };

/* ---- elementary functions, as in winsim/numerics/elementary.py ----------------------------- */

static inline double least(double a, double b) { return a < b ? a : b; }
static inline double most(double a, double b) { return a > b ? a : b; }

static inline double as_double(int64_t bits) {
    union { int64_t bits; double number; } both = {.bits = bits};
    return both.number;
}

static inline int64_t as_bits(double number) {
    union { double number; int64_t bits; } both = {.number = number};
    return both.bits;
}

/* A whole number within 2^51 as a double and back: unlike casts, these vectorise without AVX-512. */

static const double WHOLE = 0x1.8p52;

static inline double whole(int64_t number) { return as_double(number + 0x4338000000000000) - WHOLE; }

static inline int64_t last_bits(double number) { return as_bits(number + WHOLE); }

static inline double exponential(double x) {
    x = least(most(x, -700.0), 700.0);
    double power = floor(x * 1.4426950408889634 + 0.5);
    double r = (x - power * 6.93147180369123816490e-01) - power * 1.90821492927058770002e-10;
    double r2 = r * r, r4 = r2 * r2;
    double low = (1.0 + r) + r2 * (1.0 / 2 + r * (1.0 / 6));
    double middle = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
    double high = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
    double p = low + r4 * (middle + r4 * high);
    return p * as_double((int64_t)((uint64_t)last_bits(power + 1023.0) << 52));
}

static inline double logarithm(double x) {
    int64_t bits = as_bits(most(x, 1e-300));
    double power = whole((int64_t)((uint64_t)bits >> 52) - 1023);
    double mantissa = as_double((bits & 0xFFFFFFFFFFFFF) | (1023LL << 52));
    double half = mantissa * 0.5;
    int below = half < 0.7071067811865476;
    double m = below ? mantissa : half;
    power = below ? power : power + 1.0;
    double t = (m - 1.0) / (m + 1.0), s = t * t, s2 = s * s, s4 = s2 * s2;
    double low = (1.0 / 3 + s * (1.0 / 5)) + s2 * (1.0 / 7 + s * (1.0 / 9));
    double middle = (1.0 / 11 + s * (1.0 / 13)) + s2 * (1.0 / 15 + s * (1.0 / 17));
    double p = low + s4 * (middle + s4 * (1.0 / 19 + s * (1.0 / 21)));
    return power * 6.93147180369123816490e-01
           + (2.0 * t + (2.0 * t * s * p + power * 1.90821492927058770002e-10));
}

static inline double logistic(double x) { return 1.0 / (1.0 + exponential(-x)); }

static inline double logit(double p) {
    p = least(most(p, 1e-12), 1.0 - 1e-12);
    return logarithm(p / (1.0 - p));
}

/* ---- luck, as in winsim/numerics/chance.py ------------------------------------------------- */

static inline uint64_t mixed(uint64_t x) {
    x += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

static inline uint64_t stream(uint64_t seed, uint64_t event, uint64_t week) {
    return mixed(mixed(mixed(seed) ^ event) ^ week);
}

static inline double drawn(uint64_t key, uint64_t who) {
    return (double)(int64_t)(mixed(key ^ mixed(who)) >> 11) * 0x1p-53;
}

/* ---- the rules, as in winsim/model/rules --------------------------------------------------- */

static inline double share(double in_favour, double against) {
    return in_favour / (in_favour + against);
}

static inline double exposure(double adopters, double degree, double own) {
    double total = degree + own;
    return total > 0.0 ? adopters / total : 0.0;
}

static inline double carried_load(const struct settings *settings, const struct team *team, int64_t week,
                                  int64_t person, int shared) {
    if (shared) return team->load;
    int64_t turn =
        settings->ownership == SINGLE ? 0 : ((week - 1) / settings->rotate_every) % team->people;
    double mine = team->load * (1.0 - settings->owner_share);
    if (person - team->first != turn) return mine;
    return least(mine + team->load * settings->owner_share * team->people, 1.0);
}

/* ---- a week of people, first to before last ------------------------------------------------ */

static int is_checkpoint(const struct change *v, int64_t week) {
    int64_t every = v->settings->checkpoint_every;
    const struct leadership *l = v->leadership;
    return every > 0 && week % every == 0 && l->status <= COMPLETED && l->waves > 0;
}

static void take_in_evidence(const struct change *v, const struct population *c, int64_t first,
                             int64_t last) {
    const struct behaviour b = *v->behaviour;
    const struct leadership l = *v->leadership;
    RESTRICT(const struct team, teams, v->teams);
    RESTRICT(const uint32_t, team_of, c->team);
    RESTRICT(const degree_t, degree, c->degree);
    RESTRICT(const wins_seen_t, wins_seen, c->wins_seen);
    RESTRICT(const setbacks_seen_t, setbacks_seen, c->setbacks_seen);
    RESTRICT(const double, trust_for, c->trust_for);
    RESTRICT(const double, trust_against, c->trust_against);
    RESTRICT(double, wins_taken_in, c->wins);
    RESTRICT(double, setbacks_taken_in, c->setbacks);
    RESTRICT(double, wins_waiting, c->wins_waiting);
    RESTRICT(double, setbacks_waiting, c->setbacks_waiting);
    FOR_ALL(i) {
        const struct team *team = &teams[team_of[i]];
        double heard = most(whole(degree[i]), 1.0) * FELT;
        double told = b.broadcast_weight * share(trust_for[i], trust_against[i]);
        double wins = b.own_weight * team->win + b.tie_weight * (whole(wins_seen[i]) / heard)
                      + told * l.told_wins;
        double setbacks = b.own_weight * team->setback
                          + b.tie_weight * (whole(setbacks_seen[i]) / heard)
                          + told * l.told_setbacks;
        double old_wins = b.memory * wins_waiting[i];
        double old_setbacks = b.memory * setbacks_waiting[i];
        double waiting = old_wins + old_setbacks, new = wins + setbacks;
        double of_old = waiting <= b.attention ? 1.0 : b.attention / waiting;
        double room = most(b.attention - waiting, 0.0);
        double of_new = new <= room ? 1.0 : room / new;
        wins_taken_in[i] = of_old * old_wins + of_new * wins;
        setbacks_taken_in[i] = of_old * old_setbacks + of_new * setbacks;
        wins_waiting[i] = (1.0 - of_old) * old_wins + (1.0 - of_new) * wins;
        setbacks_waiting[i] = (1.0 - of_old) * old_setbacks + (1.0 - of_new) * setbacks;
    }
}

static void update_belief_and_trust(const struct change *v, const struct population *c, int64_t week,
                                    int64_t first, int64_t last) {
    const struct behaviour b = *v->behaviour;
    const struct leadership l = *v->leadership;
    RESTRICT(const double, prior_for, c->prior_for);
    RESTRICT(const double, prior_against, c->prior_against);
    RESTRICT(const uint8_t, aware, c->aware);
    RESTRICT(const double, wins, c->wins);
    RESTRICT(const double, setbacks, c->setbacks);
    RESTRICT(double, weeks_unseen, c->unseen);
    RESTRICT(double, belief_for, c->belief_for);
    RESTRICT(double, belief_against, c->belief_against);
    RESTRICT(double, trust_for, c->trust_for);
    RESTRICT(double, trust_against, c->trust_against);
    int waiting = l.status == RUNNING && l.waves > 0, checked = is_checkpoint(v, week);
    double shown = checked ? b.checkpoint_gain * most(0.0, l.strategic - l.shown) : 0.0;
    double gap = checked ? b.checkpoint_loss * most(0.0, l.perceived - l.strategic) : 0.0;
    double kept = most(l.promised, 0.0), broken = most(-l.promised, 0.0);
    FOR_ALL(i) {
        double seen = least((wins[i] + setbacks[i]) / b.notice, 1.0);
        double unseen = (weeks_unseen[i] + 1.0) * (1.0 - seen);
        unseen = waiting & aware[i] ? unseen : 0.0;
        weeks_unseen[i] = unseen;
        double quiet = least(most((unseen - b.patience) / b.patience, 0.0), 1.0);
        belief_for[i] = prior_for[i] + (belief_for[i] - prior_for[i]) * b.memory + wins[i];
        belief_against[i] = prior_against[i] + (belief_against[i] - prior_against[i]) * b.memory
                            + (b.setback_weight * setbacks[i] + b.silence_weight * quiet);
        trust_for[i] += shown + b.trust_gain * (wins[i] + kept);
        trust_against[i] += gap + b.trust_gain * (b.setback_weight * (setbacks[i] + broken)
                                                  + b.silence_trust * quiet);
    }
}

static void learn_by_use(const struct change *v, const struct population *c, int64_t first,
                         int64_t last) {
    const struct behaviour b = *v->behaviour;
    RESTRICT(const struct team, teams, v->teams);
    RESTRICT(const uint32_t, team_of, c->team);
    RESTRICT(const uint8_t, adopted, c->adopted);
    RESTRICT(double, belief_for, c->belief_for);
    RESTRICT(double, belief_against, c->belief_against);
    FOR_ALL(i)
        if (adopted[i]) {
            const struct team *team = &teams[team_of[i]];
            double hollow = most(0.0, team->perceived - team->strategic);
            belief_for[i] += b.use_weight * team->strategic;
            belief_against[i] += b.use_weight * b.setback_weight * hollow;
        }
}

void learn_of_results(const struct change *v, const struct population *c, int64_t week, int64_t first,
                      int64_t last) {
    take_in_evidence(v, c, first, last);
    update_belief_and_trust(v, c, week, first, last);
    if (v->behaviour->use_weight > 0.0) learn_by_use(v, c, first, last);
}

void become_aware(const struct change *v, const struct population *c, int64_t week, int64_t first,
                  int64_t last) {
    RESTRICT(uint8_t, aware, c->aware);
    RESTRICT(const adopters_seen_t, adopters_seen, c->adopters_seen);
    RESTRICT(const degree_t, degree, c->degree);
    double announced = v->leadership->status <= COMPLETED ? v->behaviour->announce : 0.0;
    double word = v->behaviour->word_of_mouth, own = v->behaviour->exposure;
    uint64_t key = stream(v->seed, AWARENESS, week);
    FOR_ALL(i)
        if (!aware[i]) {
            double seen = exposure(whole(adopters_seen[i]), whole(degree[i]), own);
            aware[i] = drawn(key, i) < announced + word * seen;
        }
}

static inline __attribute__((always_inline)) void judge(const struct change *v,
                                                        const struct population *c, int64_t week,
                                                        int64_t first, int64_t last, int shared) {
    const struct behaviour b = *v->behaviour;
    const struct settings settings = *v->settings;
    RESTRICT(const struct team, teams, v->teams);
    RESTRICT(const uint32_t, team_of, c->team);
    RESTRICT(const double, trust_for, c->trust_for);
    RESTRICT(const double, trust_against, c->trust_against);
    RESTRICT(const double, fatigue, c->fatigue);
    RESTRICT(double, odds, c->inclination);
    double trust_weight = v->leadership->abandoned && b.abandonment > 0.0 ? 0.0 : b.trust_appeal;
    FOR_ALL(i) {
        const struct team *team = &teams[team_of[i]];
        odds[i] = odds[i] + b.efficacy_appeal * (2.0 * team->efficacy - 1.0)
                  + b.safety_appeal * (2.0 * team->safety - 1.0) - b.fatigue_appeal * fatigue[i]
                  - b.load_appeal * carried_load(&settings, team, week, i, shared)
                  + trust_weight * (2.0 * share(trust_for[i], trust_against[i]) - 1.0);
    }
}

void weigh(const struct change *v, const struct population *c, int64_t week, int64_t first,
           int64_t last) {
    const struct behaviour b = *v->behaviour;
    const struct settings settings = *v->settings;
    RESTRICT(const struct team, teams, v->teams);
    RESTRICT(const uint32_t, team_of, c->team);
    RESTRICT(const adopters_seen_t, adopters_seen, c->adopters_seen);
    RESTRICT(const degree_t, degree, c->degree);
    RESTRICT(const double, loss_aversion, c->loss_aversion);
    RESTRICT(const double, susceptibility, c->susceptibility);
    RESTRICT(const double, belief_for, c->belief_for);
    RESTRICT(const double, belief_against, c->belief_against);
    RESTRICT(double, inclination, c->inclination);
    double prospects = b.curvature * logarithm(settings.gain / settings.loss);
    double squared = settings.asked * settings.asked;
    FOR_ALL(i) {
        double felt = 1.0 + (loss_aversion[i] - 1.0) * squared / (squared + b.stake * b.stake);
        inclination[i] = logit(share(belief_for[i], belief_against[i]))
                         + (prospects + teams[team_of[i]].advantage_appeal) - logarithm(felt);
    }
    if (settings.ownership == SHARED)
        judge(v, c, week, first, last, 1);
    else
        judge(v, c, week, first, last, 0);
    FOR_ALL(i) {
        double seen = exposure(whole(adopters_seen[i]), whole(degree[i]), b.exposure);
        double alone = degree[i] > 0 ? 1.0 : 1.0 - b.lone_judgement;
        double susceptible = susceptibility[i] * alone;
        inclination[i] = susceptible * seen + (1.0 - susceptible) * logistic(inclination[i]);
    }
}

void choose(const struct change *v, const struct population *c, int64_t week, int64_t first,
            int64_t last) {
    const struct behaviour b = *v->behaviour;
    RESTRICT(const struct team, teams, v->teams);
    RESTRICT(const uint32_t, team_of, c->team);
    RESTRICT(const double, inclination, c->inclination);
    RESTRICT(const double, threshold, c->threshold);
    RESTRICT(const double, skill, c->skill);
    RESTRICT(const uint8_t, adopted, c->adopted);
    RESTRICT(const uint8_t, aware, c->aware);
    RESTRICT(uint8_t, adopting, c->adopting);
    uint64_t leaving = stream(v->seed, REVERSAL, week), deciding = stream(v->seed, DECISION, week);
    uint64_t complying = stream(v->seed, COMPLIANCE, week);
    double mandate = v->leadership->status <= COMPLETED ? v->settings->mandate : 0.0;
    FOR_ALL(i) {
        const struct team *team = &teams[team_of[i]];
        if (team->recalled)
            adopting[i] = 0;
        else if (adopted[i])
            adopting[i] = !(inclination[i] < threshold[i] - b.hysteresis - EXACT
                            && drawn(leaving, i) < b.reversal * (1.0 - skill[i]));
        else if (aware[i] && team->offered) {
            double inclined = inclination[i];
            if (b.decision_noise > 0.0) inclined += b.decision_noise * logit(drawn(deciding, i));
            adopting[i] = inclined >= threshold[i] - EXACT
                          || (team->live && mandate > 0.0 && drawn(complying, i) < mandate);
        } else
            adopting[i] = 0;
    }
}

static inline __attribute__((always_inline)) void tire(const struct change *v,
                                                       const struct population *c, int64_t week,
                                                       int64_t first, int64_t last, int shared) {
    const struct behaviour b = *v->behaviour;
    const struct settings settings = *v->settings;
    RESTRICT(const struct team, teams, v->teams);
    RESTRICT(const uint32_t, team_of, c->team);
    RESTRICT(const uint8_t, adopted, c->adopted);
    RESTRICT(double, skill, c->skill);
    RESTRICT(double, fatigue, c->fatigue);
    FOR_ALL(i) {
        double load = carried_load(&settings, &teams[team_of[i]], week, i, shared);
        skill[i] = adopted[i] ? skill[i] + b.skill_gain * (1.0 - skill[i])
                              : skill[i] - b.skill_gain * skill[i];
        fatigue[i] = fatigue[i] + b.fatigue_up * load * (1.0 - fatigue[i])
                     - b.fatigue_rest * fatigue[i];
    }
}

void practise_and_tire(const struct change *v, const struct population *c, int64_t week, int64_t first,
              int64_t last) {
    if (v->settings->ownership == SHARED)
        tire(v, c, week, first, last, 1);
    else
        tire(v, c, week, first, last, 0);
}

static void replace(const struct population *c, int64_t i) {
    c->adopting[i] = c->aware[i] = 0;
    c->adopted_week[i] = -1;
    c->skill[i] = c->fatigue[i] = c->unseen[i] = 0.0;
    c->wins_waiting[i] = c->setbacks_waiting[i] = 0.0;
    c->belief_for[i] = c->prior_for[i];
    c->belief_against[i] = c->prior_against[i];
}

static int32_t last_week(const struct change *v, int64_t arrival, int64_t i) {
    double rate = -logarithm(1.0 - v->behaviour->turnover / 52.0);
    double luck = drawn(stream(v->seed, TURNOVER, arrival), i);
    double weeks = rate > 0.0 ? 1.0 + floor(least(-logarithm(1.0 - luck) / rate, 1e9)) : 1e9;
    return (int32_t)(arrival + (int64_t)weeks);
}

void replace_leavers(const struct change *v, const struct population *c, int64_t week, int64_t first,
                     int64_t last) {
    if (v->behaviour->turnover <= 0.0) return;
    if (week == 1)
        FOR_ALL(i) c->leaves[i] = last_week(v, 0, i);
    FOR_ALL(i)
        if (c->leaves[i] == week) {
            replace(c, i);
            c->leaves[i] = last_week(v, week, i);
        }
}

void update(const struct change *v, const struct population *c, int64_t week, int64_t first,
            int64_t last) {
    learn_of_results(v, c, week, first, last);
    become_aware(v, c, week, first, last);
    weigh(v, c, week, first, last);
    choose(v, c, week, first, last);
    practise_and_tire(v, c, week, first, last);
    replace_leavers(v, c, week, first, last);
}

/* The same week of one part of the update, `times` times over. */
void again(void (*part)(const struct change *, const struct population *, int64_t, int64_t, int64_t),
           const struct change *v, const struct population *c, int64_t week, int64_t people,
           int64_t times) {
    for (int64_t k = 0; k < times; k++) part(v, c, week + k, 0, people);
}
