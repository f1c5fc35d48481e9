"""Whether a person named is a "he" or a "she", where title or given name tells; most names tell nothing here."""

from __future__ import annotations

from typing import Literal

from dragoman.gazetteer.spelling import fold
from dragoman.model import Party

Gender = Literal["f", "m"]

_TITLES: dict[str, Gender] = {
    **dict.fromkeys("mr mr. sir lord king prince sultan emir sheikh ayatollah pope chairman spokesman".split(), "m"),
    **dict.fromkeys(
        "mrs mrs. ms ms. miss mme madam lady dame queen princess baroness sheikha chairwoman spokeswoman".split(), "f"
    ),
}
#: Given names that are rarely borne by the other sex, in the spelling of `fold`.
_FEMALE = frozenset(
    """
    aisha alexandra alice alicia aliya amal amanda amina amy ana anastasia angela angelina anita anja anna
    annalena anne annegret annie antonia asma audrey ayelet barbara beata beatriz benedetta bianca birgit
    bridget camilla carla carmen carolina caroline catalina catherine cecilia celia charlotte christina christine
    cecile claire clara claudia condoleezza cristina dalia daniela deborah delcy diana dilma dina donna dora doris
    dorothy edith ekaterina elena eliza elizabeth ella ellen elsa emilia emily emma epsy erna esperanza esther eva
    evelyn ewa farah fatima fatou federica fiona florence gabriela gabriella gina giorgia gloria grace
    graca greta gro hala halina hanan hanna hannah heather heidi helen helena helle hillary hina ilana ilham
    ingrid irena irene irina iris isabel isabella isabelle ivana jacinda jane janet janine jeanine jelena jennifer
    jessica joan joanna johanna josefina joyce judith julia juliana julie kaja kamala karen karin karina katarina
    kate katerina katherine kathleen katja katrin katrina kristalina kristina kersti laura leila lena leni leyla
    liliana lina linda lisa liz louise lucia lucy luisa luz lydia madeleine magdalena maia maite manuela margaret
    margareta margarita margot margrethe maria mariam marie marija marina marta martha mary maryam megan melanie
     melissa mercedes mette michelle milena mireille miriam mona monica monika nadia nancy
    nanaia natalia natalie nicole nina nkosazana nora olga olivia paola patricia paula pauline penny priti
    rachel raisa rania rebecca regina retno rita roberta rosa rosario roza ruth sahle salome samantha samia sandra
    sanna sara sarah shirley silvia sofia sonia sophie stella stephanie susan suzanne svetlana
    sylvia sylvie tamara tanja tarja tatiana teresa theresa tzipi ursula valentina valerie vera veronica
    victoria viktoria violeta viola virginia wendy xiomara yulia yvette yvonne zainab zoe zuzana aminata
    bintou ngozi ellen winnie asha nirmala sushma indira benazir hanaa salma najla nabila reem sigrid sirpa tytti
    elina elisabeth elke inese ineta baiba dalia dubravka kolinda marina vesna vjosa atifete tanja ana
    borjana ilinka denitsa mariya ekaterina iliana meglena ivanka gordana
    """.split()
)
_MALE = frozenset(
    """
    abdul abdullah abdulaziz abdulfattah abdulmajid abiy adam adel adnan adrian ahmed alain alan albert alberto
    alejandro aleksandar alexander alexei alexis alfonso alfred ali alvaro amadou amir amr anders andre andreas
    andrei andres andrew andrzej anthony antoine anton antonio antony antonis arnold arthur artur asif axel ayman
    barack bashar ben benjamin bernard bill bob boris brian bruno carl carlos cesar charles chris christian
    christopher claude colin cyril dan daniel danny david denis dennis diego dimitris dmitry dmytro dominic
    donald douglas edgar eduard eduardo edward ehud emmanuel enrique eric erik ernesto evo fabio faisal felipe felix
    fernando filip florin francis francisco franck francois frank franz fred frederik friedrich gabriel gary gavin
    geert geoff george gerald gerard gerhard giorgi giorgos giovanni giulio giuseppe gordon graham greg guido guillermo
    gunther gustavo guy hakan hamid hans hassan heiko heinz helmut henri henrik henry herbert herman horst hosni hubert
    hugo hussein ian ibrahim igor ilya imran isaac isaias ismail israel ivan ivica ivo jack jacob jacques jair
    jakob jalal jamal james jan jaroslaw jason javier jean jeff jens jeremy jerome jim joachim joao joaquin joe joel
    johan johann john johnny jon jonas jonathan jorge jose josep joseph josef josep joschka juan julio julius justin
    karel karl karim keir keith ken kenneth kevin khaled khalil klaus konstantin kyriakos lars laurent lech
    leonid leopold lloyd louis luc luca lucas luigi luis lukas mahmoud malcolm manuel marc marco marcos marek mario
    mariano mark markus martin massimo mateusz matteo matthew mauricio max mehmet mevlut michael michel miguel mike
    mikhail mikheil milan milos miguel milorad miroslav mohammed moises morgan moshe mustafa naftali narendra
    nayib nawaf nelson nicolas nikol nikola nikolai nikos noah nuno nuri olaf oleg oleksii olivier olusegun omar oscar
    oswaldo otto pablo paolo pascal patrick paul pavel pedro pekka per peter petr petro philip philippe pierre pieter
    piotr radoslaw rafael rajiv ramon ramzan raul recep reinhard rex ricardo richard rishi rob robert roberto robin
    rodrigo roger roland roman ron ronald rudolf sali salva sam samuel santiago scott sebastian serge sergei sergio
    shavkat shimon shinzo silvio simon stanislav stefan stephane stephen steve steven stjepan sven sebastien taro
    tarek tariq tayyip ted teodor terry thabo theo theodore thomas tim timothy tom tomas tony toomas uhuru urho
    vaclav vadim valdis valery vasily victor viktor viktor vincent vincenzo vitaly vladimir volodymyr vuk walter
    william willy winston wolfgang xavier yair yasser yitzhak yousef yuri yves yoweri zoran
    """.split()
)


def gender(party: Party) -> Gender | None:
    """What a person's title or given name tells; None where neither does."""
    for word in party.text.lower().split():
        if word in _TITLES:
            return _TITLES[word]
    given = fold(party.entity.name.split()[0]) if party.entity.name else ""
    given = given.partition("-")[0]
    return "f" if given in _FEMALE else "m" if given in _MALE else None
